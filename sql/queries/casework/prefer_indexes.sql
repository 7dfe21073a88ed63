-- For this transaction: a plan made while the tables were small must not scan them when they are large.
-- params: none
-- columns: none
set local enable_seqscan = off
