"""The data of a document, column by column: what the page looks up, all of it decided here.

Days are whole days since 1970-01-01, coordinates whole millionths of a degree (0.11 m), in the
datum of the base map they are drawn on: here is the one place where a catalogue's WGS-84
becomes another. `layers/assets/base/decode.js` is the one reader.
"""

from layers.payload.columns import Payload
from layers.payload.days import day_number
from layers.payload.whole import payload

__all__ = ["Payload", "day_number", "payload"]
