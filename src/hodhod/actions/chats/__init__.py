"""Groups and channels: what people do with them."""
