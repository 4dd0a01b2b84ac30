"""The numbers by which a document knows the members of vocabularies."""

from __future__ import annotations

import numpy as np

from geo.model import Status
from layers import style

STATUS_INDEX = {look.code.value: number for number, look in enumerate(style.STATUSES)}
# By the number of the member.
STATUSES = np.array([STATUS_INDEX[status.value] for status in Status])
