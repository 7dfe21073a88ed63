-- One writer at a time: order of serials = order of commits, and claims of one person come one after the other. No lock
-- of the table, because vacuum needs that.
-- params: none
-- columns: locked void
select pg_advisory_xact_lock(7251001)
