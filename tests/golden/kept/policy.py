# e: value of each equation; p: inputs; dt: time step; lead: how much a switch comes early; width: members;
# lot: whose draws; t: time; s: stocks, then held values; f: their net flows; o: what is saved; h: held values to come.
# Beside: K curves, X kinks, T knots, I rows, N numbers.
def bind(p, dt, lead, width, lot):
    e0 = p[0]  # 'start'
    e11 = p[1]  # 'path of tax'
    e7 = np.float64(2020.0)  # 'INITIAL TIME'
    e8 = np.float64(2030.0)  # 'FINAL TIME'
    e9 = np.float64(0.25)  # 'TIME STEP'
    e10 = np.float64(0.25)  # 'SAVEPER'

    def initial(t):
        s = np.empty((2, width))
        e1 = np.float64(2.0)  # 'level'
        e2 = e1 * 3.0  # 'stock'
        s[0] = e2
        e12 = np.float64(0.0)  # 'integral of revenue'
        s[1] = e12
        return s

    def net_flow(t, s):
        e2 = s[0]  # 'stock'
        e1 = e2 / 4.0  # 'level'
        e3 = np.maximum(0.0, np.minimum(1.0, (t - e0) / 2.0))  # 'phase'
        e4 = np.where(np.logical_and(t >= e0, e2 > 1.0), step(t, lead, 0.3, 2027.0) + pulse(t, lead, 2026.0, np.maximum(0.5, dt)), 0.0) - 0.05  # 'loss'
        e5 = schedule('linear', T0, e11, t)  # 'tax'
        e6 = e5 * e2 * lookup(K0, t)  # 'revenue'
        f = np.empty(s.shape)
        f[0] = e1 - e4 * e3  # 'stock'
        f[1] = e6  # 'integral of revenue'
        return f

    def observe(t, s):
        e2 = s[0]  # 'stock'
        e5 = schedule('linear', T0, e11, t)  # 'tax'
        e6 = e5 * e2 * lookup(K0, t)  # 'revenue'
        o = np.empty((2, s.shape[1]))
        o[0] = e2
        o[1] = e6
        return o

    def regimes(t):
        return gather(
            t,
            side_of(0.0, np.minimum(1.0, (t - e0) / 2.0)),
            side_of(1.0, (t - e0) / 2.0),
            side_of(t, e0),
            side_of(t, 2027.0),
            pulse_edges(t, 2026.0, np.maximum(0.5, dt)),
            passed(T0, t),
            passed(X2, t),
        )
    return initial, net_flow, observe, regimes
