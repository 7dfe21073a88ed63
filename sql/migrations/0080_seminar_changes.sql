-- A seminar may be put off or called off; whoever sat in one that is called off waits for another.
alter table fieldwork.seminar add column called_off text not null default '' check (length(called_off) <= 500);
