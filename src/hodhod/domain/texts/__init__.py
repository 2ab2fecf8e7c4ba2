"""One file a language. `hodhod.domain.catalogue` reads them."""
