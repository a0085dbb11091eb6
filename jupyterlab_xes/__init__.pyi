from .api import steps as steps
from .api.analysis import Analysis as Analysis
from .api.batch import RunResult as RunResult
from .api.batch import run as run
from .api.checked import doctor as doctor
from .api.number import Number as Number
from .api.result import Result as Result
from .api.results import Results as Results
from .api.scan import Scan as Scan
from .api.scan import open as open
from .api.steps import *
from .api.table import spectrum as spectrum
from .api.view import view as view
from .api.viewer import Viewer as Viewer
from .api.warned import XESWarning as XESWarning
from .demo import demo_scans as demo_scans
from .engineprocess.errors import XESError as XESError

__version__: str
