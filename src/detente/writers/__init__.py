"""Writers: what users read and what their scripts read, from a document."""
