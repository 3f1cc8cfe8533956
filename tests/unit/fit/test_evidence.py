"""Likelihood: Gaussian errors, correlated ones too, and stretches whose level is free."""

from dataclasses import replace

import numpy as np
from scipy.stats import multivariate_normal

from simulator.fit.calibration import Discrepancy
from simulator.fit.evidence import covariance_of, evidence_from, evidence_of
from tests.fits import observed

VALUES = np.array([1.0, 2.0, 3.0, 5.0])
COVARIANCE = np.diag([0.5, 0.2, 0.3, 0.4]) + 0.1


def test_the_likelihood_is_that_of_a_normal_distribution():
    evidence = evidence_of(VALUES, COVARIANCE)
    predicted = np.random.default_rng(1).normal(size=(4, 6))
    expected = multivariate_normal(VALUES, COVARIANCE).logpdf(predicted.T)
    found = evidence.log_likelihood(predicted)
    assert np.allclose(found - found[0], expected - expected[0])


def test_a_prediction_that_is_not_finite_is_impossible():
    predicted = np.repeat(VALUES[:, None], 2, axis=1)
    predicted[2, 1] = np.nan
    assert evidence_of(VALUES, COVARIANCE).log_likelihood(predicted).tolist() == [0.0, -np.inf]


def test_a_free_level_counts_for_nothing_and_what_is_left_as_if_it_were_very_wide():
    stretches = [-1, 0, 0, 0]
    evidence = evidence_of(VALUES, COVARIANCE, stretches)
    shifted = VALUES + np.array([0.0, 7.0, 7.0, 7.0])
    assert np.allclose(evidence.log_likelihood(shifted[:, None]), 0.0)
    level = np.array([0.0, 1.0, 1.0, 1.0])
    wide = evidence_of(VALUES, COVARIANCE + 1e6 * np.outer(level, level))
    predicted = np.random.default_rng(2).normal(size=(4, 5))
    found, expected = evidence.log_likelihood(predicted), wide.log_likelihood(predicted)
    assert np.allclose(found, expected, atol=1e-4)
    assert evidence.whitening.shape == (3, 4)


def test_synthetic_observations_err_by_the_same_law():
    draws = np.random.default_rng(3)
    evidence = evidence_of(VALUES, COVARIANCE)
    drawn = np.stack([evidence.synthetic(VALUES, draws).values for _ in range(20_000)])
    assert np.allclose(drawn.mean(axis=0), VALUES, atol=0.03)
    assert np.allclose(np.cov(drawn.T), COVARIANCE, atol=0.02)


def test_series_are_taken_point_after_point_and_stretches_told_apart():
    series = (
        observed("people", {2010: 1.0, 2011: 2.0, 2012: 3.0}, 0.5, (0, 0, -1)),
        observed("output", {2011: 5.0, 2012: 7.0}, 2.0, (0, 0)),
    )
    evidence = evidence_from(series)
    assert evidence.values.tolist() == [1.0, 2.0, 3.0, 5.0, 7.0]
    assert len(evidence.whitening) == 3
    moved = np.array([1.0 + 9, 2.0 + 9, 3.5, 5.0 - 4, 7.0 - 4])
    assert np.allclose(evidence.log_likelihood(moved[:, None]), -0.5)


def test_what_a_model_may_be_off_by_is_added_and_alike_in_near_years():
    series = observed("people", {2010: 1.0, 2011: 2.0, 2015: 3.0}, 0.5)
    off = replace(series, discrepancy=Discrepancy((1.0, 2.0, 2.0), 5.0, "assumption"))
    other = observed("output", {2011: 5.0}, 2.0)
    covariance = (lambda root: root @ root.T)(evidence_from((off, other)).root)
    assert np.allclose(np.diagonal(covariance), [0.25 + 1.0, 0.25 + 4.0, 0.25 + 4.0, 4.0])
    assert np.isclose(covariance[0, 1], 2.0 * np.exp(-0.2)) and np.isclose(covariance[1, 2], 4.0 * np.exp(-0.8))
    assert np.allclose(covariance[3, :3], 0.0)
    assert off.only([0, 2]).discrepancy == Discrepancy((1.0, 2.0), 5.0, "assumption")


def test_what_a_model_is_off_by_in_one_series_says_nothing_of_another():
    off = Discrepancy((2.0, 2.0), 5.0, "assumption")
    series = [replace(observed(name, {2010: 1.0, 2011: 2.0}), discrepancy=off) for name in ("people", "output")]
    covariance = covariance_of(series)
    assert np.allclose(covariance[:2, 2:], 0.0)
    alike = covariance_of([series[0].only([0]), series[0].only([1])])
    assert np.allclose(alike, covariance[:2, :2])
