# e: value of each equation; p: inputs; dt: time step; lead: how much a switch comes early; width: members;
# lot: whose draws; t: time; s: stocks, then held values; f: their net flows; o: what is saved; h: held values to come.
# Beside: K curves, X kinks, T knots, I rows, N numbers.
def bind(p, dt, lead, width, lot):
    e0 = p[0]  # 'weight'
    e1 = p[1]  # 'first'
    e2 = p[2]  # 'rate'
    e3 = p[3]  # 'rate[west]'
    e15 = np.float64(0.0)  # 'INITIAL TIME'
    e16 = np.float64(10.0)  # 'FINAL TIME'
    e17 = np.float64(0.25)  # 'TIME STEP'
    e18 = np.float64(0.25)  # 'SAVEPER'

    def initial(t):
        s = np.empty((6, width))
        e4 = e1  # 'people'
        s[0:3] = e4
        e5 = e4 * join(3, (slice(0, 2), e2), (2, e3)) * lookup(K0, e4)  # 'births'
        e11 = total(e5, 1, 3) * 2.0  # '#15 late births delay 1'
        s[3] = e11
        e12 = total(e5, 1, 3) * 2.0  # '#16 late births delay 2'
        s[4] = e12
        e13 = total(e5, 1, 3) * 2.0  # '#17 late births delay 3'
        s[5] = e13
        return s

    def net_flow(t, s):
        e4 = s[0:3]  # 'people'
        e11 = s[3]  # '#15 late births delay 1'
        e12 = s[4]  # '#16 late births delay 2'
        e13 = s[5]  # '#17 late births delay 3'
        e5 = e4 * join(3, (slice(0, 2), e2), (2, e3)) * lookup(K0, e4)  # 'births'
        e6 = e4[0:2] * 0.02  # 'moving'
        e7 = -total(e6, 1, 2)  # 'moving[west]'
        f = np.empty(s.shape)
        f[0:3] = e5 - join(3, (slice(0, 2), e6), (2, e7))  # 'people'
        f[3] = (total(e5, 1, 3) - e11 / 2.0) * 3.0  # '#15 late births delay 1'
        f[4] = (e11 / 2.0 - e12 / 2.0) * 3.0  # '#16 late births delay 2'
        f[5] = (e12 / 2.0 - e13 / 2.0) * 3.0  # '#17 late births delay 3'
        return f

    def observe(t, s):
        e4 = s[0:3]  # 'people'
        e13 = s[5]  # '#17 late births delay 3'
        e5 = e4 * join(3, (slice(0, 2), e2), (2, e3)) * lookup(K0, e4)  # 'births'
        e6 = e4[0:2] * 0.02  # 'moving'
        e7 = -total(e6, 1, 2)  # 'moving[west]'
        e8 = e4[I1] / power(e0[I2], 2.0)  # 'density'
        e9 = total(e4, 1, 3)  # 'all'
        e10 = greatest(e8, 1, 6)  # 'densest'
        e14 = e13 / 2.0  # 'late births'
        o = np.empty((30, s.shape[1]))
        o[0:2] = e0
        o[2:5] = e1
        o[5:8] = join(3, (slice(0, 2), e2), (2, e3))
        o[8:11] = e4
        o[11:14] = e5
        o[14:17] = join(3, (slice(0, 2), e6), (2, e7))
        o[17:23] = e8
        o[23] = e9
        o[24] = e10
        o[25] = e14
        o[26] = e15
        o[27] = e16
        o[28] = e17
        o[29] = e18
        return o

    def regimes(t):
        return gather(t)
    return initial, net_flow, observe, regimes
