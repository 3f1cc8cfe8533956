"""What a batch tells: tables of shares, bands over years, and figures."""
