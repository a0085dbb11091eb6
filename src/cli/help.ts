export const help = `jupyterlab-xes: X-ray emission spectroscopy on the command line

  jupyterlab-xes inspect FILE [--json]
      What a scan is: kind, channels, energies, sample, what is missing.

  jupyterlab-xes map FILE --channel upper|lower|default --out F.csv [--view incident|transfer] [--json]
      The RXES map's measured cells as CSV: incident_eV, emission_eV (or transfer_eV),
      intensity = counts / monitor, and its standard deviation.

  jupyterlab-xes doctor [--json]
      Checks the installation: versions, WebAssembly, the HDF5 library, the numbers, the folder,
      the Python package; what fails says what to do. Exit code 1 where something needed fails.

FILE is a NeXus scan (.nxs) or a GDA ASCII scan (.dat) of beamline I20. Scans are only read.
With --json, results and errors are JSON. Exit code 0: done; 1: a check failed; 2: refused,
with a code and a sentence.

Example: jupyterlab-xes map 279517_1.nxs --channel upper --view transfer --out transfer.csv
`;
