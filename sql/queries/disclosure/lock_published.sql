-- Until the end of the transaction nobody else publishes: two releases may be safe each and leak together.
-- params: none
-- columns: locked text
select pg_advisory_xact_lock(8529174)::text;
