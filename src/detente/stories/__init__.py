"""Stories and their reports: which texts are copies, which events of many reports are one.

Everything here is a pure function of records; `store.merging` keeps what they give and calls them on what has changed.
"""
