-- Where writers of a case did not agree: found without reading every case.
create index draft_contested on casework.draft (case_id) where contested;
create index entry_late on exchange.entry (chain) where late;
create index on exchange.fork (case_id);
