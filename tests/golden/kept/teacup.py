# e: value of each equation; p: inputs; dt: time step; lead: how much a switch comes early; width: members;
# lot: whose draws; t: time; s: stocks, then held values; f: their net flows; o: what is saved; h: held values to come.
# Beside: K curves, X kinks, T knots, I rows, N numbers.
def bind(p, dt, lead, width, lot):
    e2 = p[0]  # 'room temperature'
    e3 = p[1]  # 'characteristic time'
    e4 = np.float64(0.0)  # 'INITIAL TIME'
    e5 = np.float64(10.0)  # 'FINAL TIME'
    e6 = np.float64(0.25)  # 'TIME STEP'
    e7 = np.float64(0.25)  # 'SAVEPER'

    def initial(t):
        s = np.empty((1, width))
        e0 = np.float64(180.0)  # 'teacup temperature'
        s[0] = e0
        return s

    def net_flow(t, s):
        e0 = s[0]  # 'teacup temperature'
        e1 = (e0 - e2) / e3  # 'heat loss'
        f = np.empty(s.shape)
        f[0] = -e1  # 'teacup temperature'
        return f

    def observe(t, s):
        e0 = s[0]  # 'teacup temperature'
        e1 = (e0 - e2) / e3  # 'heat loss'
        o = np.empty((8, s.shape[1]))
        o[0] = e0
        o[1] = e1
        o[2] = e2
        o[3] = e3
        o[4] = e4
        o[5] = e5
        o[6] = e6
        o[7] = e7
        return o

    def regimes(t):
        return gather(t)
    return initial, net_flow, observe, regimes
