"""The forms an address may have, one module each: what is recognised, and where that is."""
