-- Notes a table that becomes public in the same transaction; nothing happens when this version is there already.
-- params: id text, version int8, edition text, head text, counts bytea, marks text, width int8, respondents bytea,
--         width_percent int8
-- columns: none
insert into disclosure.published (id, version, edition, head, counts, marks, width, respondents, width_percent)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (id, version) do nothing;
