-- Paper questionnaires keyed in by the office. state: 1 being keyed, 2 waits for a second keying by somebody else,
-- 3 being keyed again, 4 sent. The answers lie in the drafts `case_id` and `second_id`; what counts is one submission
-- of `case_id`. differences: answers that differed when it was sent, of those the two keyings have.
create table casework.paper_form (
  number text primary key check (length(number) between 1 and 30),
  case_id uuid not null unique,
  second_id uuid not null unique,
  territory text not null check (length(territory) between 1 and 15),
  sampled boolean not null,
  state smallint not null default 1 check (state between 1 and 4),
  keyed_by text not null,
  verified_by text,
  opened_at timestamptz not null,
  sent_at timestamptz,
  differences int not null default 0,
  check (verified_by is null or verified_by <> keyed_by)
) with (fillfactor = 70);
create index on casework.paper_form (opened_at) where state < 4;

grant select, insert, update on casework.paper_form to sanaq_server;
