-- The post-enumeration survey: rounds with areas that are listed and enumerated again by other people, with the same
-- tablets and questionnaire. What a round brings lies apart from the census: it claims nobody, counts nobody and opens
-- no conflict.
create schema survey;

create table survey.round (
  name text primary key check (length(name) between 1 and 40),
  opened_at timestamptz not null
);
-- weight_ppm: how many areas one that was drawn stands for, in millionths.
create table survey.area (
  round text not null references survey.round,
  territory text not null check (length(territory) between 1 and 15),
  stratum text not null,
  weight_ppm int8 not null check (weight_ppm > 0),
  primary key (round, territory)
);
-- A tablet that works for a round, in one area: whatever it finishes from then on is an answer of the survey.
create table survey.device (
  device uuid primary key references exchange.device,
  round text not null,
  territory text not null,
  since timestamptz not null,
  foreign key (round, territory) references survey.area
);
-- serial: in the order in which answers came. response and identity: sealed as those of a submission.
create table survey.answer (
  serial bigint generated always as identity primary key,
  case_id uuid not null unique,
  device uuid not null references survey.device,
  received_at timestamptz not null,
  form smallint not null references casework.form,
  persons smallint not null check (persons between 0 and 255),
  territory text not null check (length(territory) between 1 and 15),
  response bytea not null,
  identity bytea not null
);
alter table survey.answer alter column response set storage external;
alter table survey.answer alter column identity set storage external;
-- Keys of its people, the keyed hashes by which the census knows persons.
create table survey.person (
  case_id uuid not null references survey.answer (case_id),
  member smallint not null,
  key uuid not null,
  primary key (case_id, member)
);

-- Two people, one of the survey and one of the census, of whom a machine could not say whether they are one. Rows are
-- those of the tables that were matched; facts: coded answers, {"names":[…],"survey":[…],"census":[…]}. decision: 1 one
-- person, 2 two people.
create table survey.pair (
  id bigint generated always as identity primary key,
  round text not null references survey.round,
  area text not null,
  survey_row int8 not null,
  census_row int8 not null,
  probability_ppm int4 not null,
  facts text not null,
  decision smallint check (decision in (1, 2)),
  decided_by text,
  decided_at timestamptz,
  unique (round, survey_row, census_row),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null))
);
create index on survey.pair (round, id) where decision is null;

-- Who worked where for the census: a tablet, and whoever has it, has a lease there, or has written in a case of there.
create view survey.census_work as
select c.device, t.territory from exchange.chain c
  join exchange.lease l on l.case_id = c.case_id
  join frame.dwelling d on d.id = l.dwelling join frame.street t on t.id = d.street_id
union
select l.device, t.territory from exchange.lease l
  join frame.dwelling d on d.id = l.dwelling join frame.street t on t.id = d.street_id
where l.device is not null
union
select c.device, a.territory from exchange.chain c
  join casework.submission s on s.case_id = c.case_id
  join casework.address_finding a on a.serial = s.serial;

-- Tablets that were ever in the same hands; tablets that have nothing to do for the census.
create view survey.same_hands as
select h.device, o.device as other from fieldwork.worker_device h
  join fieldwork.worker_device o on o.worker = h.worker
union
select id, id from exchange.device;
create view survey.free_device as
select d.id from exchange.device d
where not exists (select from exchange.lease l where l.device = d.id and not l.completed);

grant usage on schema survey to sanaq_server, sanaq_processing;
grant select on survey.round, survey.area, survey.device to sanaq_server, sanaq_processing;
grant insert on survey.round, survey.area, survey.device to sanaq_processing;
grant select on survey.census_work, survey.same_hands, survey.free_device to sanaq_processing;
grant select, insert on survey.answer, survey.person to sanaq_server;
grant select on survey.answer, survey.person to sanaq_processing;
grant select, insert on survey.pair to sanaq_processing;
grant select on survey.pair to sanaq_server;
grant update (decision, decided_by, decided_at) on survey.pair to sanaq_server;
