-- Texts of a topic that were decided, with their codes.
-- params: topic text
-- columns: folded text, code text
select folded, code from coding.text where topic = $1 and code is not null order by folded
