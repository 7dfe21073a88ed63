-- Everything of an edition that was ever made public, in the order in which it became known.
-- params: edition text
-- columns: version int8, head text, counts bytea, marks text, width int8, is_withdrawn bool, respondents bytea,
--          width_percent int8
select version, head, counts, marks, width, withdrawn_at is not null, respondents, width_percent
from disclosure.published
where edition = $1
order by audited_at, id, version;
