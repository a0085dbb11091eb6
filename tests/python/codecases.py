"""Documents whose results are written as code, on the synthetic scans, by topic."""

KBETA, REPEAT = "xes-demo-kbeta.nxs", "xes-demo-kbeta-repeat.nxs"
HERFD, RXES, ARMS = "xes-demo-herfd.nxs", "xes-demo-rxes.nxs", "xes-demo-two-arms.nxs"
ABORTED = "xes-demo-aborted.nxs"


def scans(*paths):
    """Entries of scans, by their ids in order: s1, s2, …"""
    return [{"id": f"s{i + 1}", "path": path} for i, path in enumerate(paths)]


def step(id, name, of, label=None, **parameters):
    """A step's entry."""
    entry = {"id": id, "step": name, "from": of, "parameters": parameters}
    return entry if label is None else {**entry, "label": label}


def document(paths, *steps):
    """An analysis of scans."""
    entries = paths if paths and isinstance(paths[0], dict) else scans(*paths)
    return {"type": "xes-analysis", "version": 3, "scans": entries, "steps": list(steps), "view": {}}


AVERAGE = step("avg", "average", ["s1", "s2"], "average of Kβ")
OUTSIDE = [[9562.0, 9585.0]]


def background(id, of, **parameters):
    """A background outside the line."""
    return step(id, "background", [of], exclude=OUTSIDE, **parameters)


# results of linear steps: each document with the requested refs
LINEAR = {
    "a spectrum": (document([KBETA]), [{"id": "s1"}]),
    "an arm": (document([ARMS]), [{"id": "s1", "channel": "lower"}, {"id": "s1", "channel": "upper"}]),
    "a HERFD spectrum": (document([HERFD]), [{"id": "s1"}]),
    "a map": (document([RXES]), [{"id": "s1"}]),
    "a map that was stopped": (document([ABORTED]), [{"id": "s1"}]),
    "a map as a spectrum": (document([RXES], step("sum", "spectrum", ["s1"])), [{"id": "sum"}]),
    "CIE": (document([RXES], step("c", "cut", ["s1"], type="CIE", at=9660.4)), [{"id": "c"}]),
    "CEE": (document([RXES], step("c", "cut", ["s1"], type="CEE", at=8638.9, width=1)), [{"id": "c"}]),
    "CET": (
        document([RXES], step("c", "cut", ["s1"], type="CET", at=1021.5, width=0.8, value="sum")),
        [{"id": "c"}],
    ),
    "cuts of several": (
        document(
            [RXES, ABORTED],
            step("m", "map", ["scans"]),
            step("c", "cut", ["m"], type="CIE", at=9659.2, width=0.5),
            step("avg", "average", ["c"]),
        ),
        [{"id": "c", "only": ["c/m/s2"]}, {"id": "avg"}],
    ),
    "an average": (document([KBETA, REPEAT], AVERAGE), [{"id": "avg"}]),
    "an average of ratios": (
        document([KBETA, REPEAT], step("avg", "average", ["scans"], estimator="mean-of-ratios")),
        [{"id": "avg"}],
    ),
    "an average of HERFD": (
        document(
            [*scans(HERFD), {"id": "s2", "path": "copy.nxs"}], step("avg", "average", ["s1", "s2"])
        ),
        [{"id": "avg"}],
    ),
    "areas": (
        document(
            [KBETA, REPEAT],
            AVERAGE,
            step("n", "normalise", ["avg"], range=[9560.1, 9590.25]),
            step("m", "normalise", ["s1", "s2"], by="maximum"),
            step("r", "normalise", ["s1", "s2", "avg"], by="reference"),
        ),
        [{"id": "n"}, {"id": "m", "only": ["m/s2"]}, {"id": "r", "only": ["r/s1"]}],
    ),
    "areas by one of all": (
        document(
            [KBETA, REPEAT],
            step("r", "normalise", ["scans", "s1"], by="reference"),
            step("avg", "average", ["scans", "s2"]),
        ),
        [{"id": "r", "only": ["r/s2"]}, {"id": "avg"}],
    ),
    "a difference": (
        document(
            [KBETA, REPEAT],
            step("n", "normalise", ["s1", "s2"]),
            step("d", "difference", [{"id": "n", "only": ["n/s1"]}, {"id": "n", "only": ["n/s2"]}]),
        ),
        [{"id": "d"}],
    ),
    "a difference on other energies": (
        document(
            [KBETA, REPEAT],
            step("b", "rebin", ["s2"], width=1),
            step("d", "difference", ["s1", "b"], range=[9562, 9600]),
        ),
        [{"id": "d"}],
    ),
    "bins and smoothing": (
        document(
            [KBETA, HERFD],
            step("b", "rebin", ["s1"], width=0.8),
            step("c", "rebin", ["s2"], width=1, range=[9650, 9690]),
            step("sm", "smooth", ["s1"], window=9, order=2, derivative=1),
        ),
        [{"id": "b"}, {"id": "c"}, {"id": "sm"}],
    ),
    "a step that is off": (
        document(
            [KBETA, REPEAT],
            {**step("sm", "smooth", ["scans"]), "off": True},
            step("avg", "average", ["sm"]),
        ),
        [{"id": "avg"}],
    ),
}

# fitted backgrounds
FITTED = {
    "linear": document([KBETA, REPEAT], AVERAGE, background("bg", "avg", model="linear")),
    "pearson7+constant": document(
        [KBETA, REPEAT], AVERAGE, background("bg", "avg", model="pearson7+constant", fix=["expon"])
    ),
    "lorentzian+linear": document([KBETA], background("bg", "s1", model="lorentzian+linear")),
    "voigt+constant": document([KBETA], background("bg", "s1", model="voigt+constant")),
    "a centre that is fixed": document(
        [KBETA],
        background(
            "bg",
            "s1",
            model="gaussian+constant",
            set={"center": 9572, "sigma": 9},
            fix=["center"],
        ),
    ),
    "polynomial2": document([KBETA], background("bg", "s1", model="polynomial2")),
    "exponential": document([KBETA], background("bg", "s1", model="exponential", include=[[9585, 9620]])),
    "without windows": document([KBETA], step("bg", "background", ["s1"], model="linear")),
    "powers without windows": document([KBETA], step("bg", "background", ["s1"], model="polynomial3")),
    "a line that describes nothing": document([KBETA], step("bg", "background", ["s1"], model="gaussian")),
    "endpoints": document([KBETA], background("bg", "s1", model="endpoints")),
    "no weights": document([KBETA], background("bg", "s1", model="lorentzian+constant", weights="none")),
    "of a cut": document(
        [RXES],
        step("c", "cut", ["s1"], type="CIE", at=9661, width=1.3),
        step("bg", "background", ["c"], model="linear", exclude=[[8635, 8643]]),
    ),
    "of each": document(
        [KBETA, REPEAT], step("bg", "background", ["scans"], model="linear", exclude=OUTSIDE)
    ),
    "joined": document(
        [KBETA, REPEAT],
        step("w", "rebin", ["s2"], width=1),
        step("m", "rebin", ["s1"], width=0.6, range=[9565, 9580]),
        step("bg", "background", ["m", "w"], model="lorentzian+constant", join=True, exclude=[[9571, 9573]]),
    ),
}

# steps that only this package has
OTHERS = {
    "fit": (document([KBETA], step("f", "fit", ["s1"], model="lorentzian+linear")), [{"id": "f"}]),
    "moments": (document([KBETA], step("m", "moments", ["s1"], range=[9565, 9580])), [{"id": "m"}]),
    "iad": (document([KBETA, REPEAT], step("i", "iad", ["s1", "s2"], "IAD")), [{"id": "i"}]),
    "drift": (
        document(
            [KBETA, REPEAT, "copy-of-kbeta.nxs"], step("d", "drift", ["scans"], times=[0, 5, 9])
        ),
        [{"id": "d"}],
    ),
    "the joined spectrum": (
        FITTED["joined"],
        [{"id": "bg", "output": "joined"}],
    ),
    "the background itself": (FITTED["linear"], [{"id": "bg", "output": "background"}]),
    "what is made of a background": (
        {
            **FITTED["of each"],
            "steps": [
                *FITTED["of each"]["steps"],
                step("n", "smooth", [{"id": "bg", "output": "background"}]),
            ],
        },
        [{"id": "bg", "output": "background"}, {"id": "n"}],
    ),
    "the transfer of a crop": (
        document(
            [RXES],
            step("m", "map", ["s1"], view="transfer"),
            step("k", "crop", ["m"], transfer=[1015, 1025]),
        ),
        [{"id": "k"}],
    ),
    "a map by a spectrum": (
        document([RXES, KBETA], step("n", "normaliseMap", ["s1", "s2"])),
        [{"id": "n"}],
    ),
}
