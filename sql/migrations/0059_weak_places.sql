-- What outlives a restart and is seen by every process: wrong one-time codes. What the office looks after: where visits
-- were made, papers that go over to a colleague.

-- `place`: keyed hash of the network a wrong code came from, or of all of them together; no address is kept.
-- `until`: when all that was noted is forgotten; each wrong code moves it on by a step.
create table exchange.wrong_code (
  place bytea primary key check (length(place) = 32),
  until timestamptz not null
) with (fillfactor = 70);
grant select, insert, update, delete on exchange.wrong_code to sanaq_server;

-- How far from its dwelling a visit was noted; where it was stays sealed in the entry. `metres`, `accuracy`: null where
-- the place of one of both is not known. `at`: by the tablet's clock.
create table exchange.visit (
  chain uuid not null,
  number bigint not null,
  case_id uuid not null,
  at timestamptz not null,
  outcome text not null check (length(outcome) <= 40),
  metres int check (metres >= 0),
  accuracy int check (accuracy >= 0),
  primary key (chain, number),
  foreign key (chain, number) references exchange.entry (chain, number)
);
create index on exchange.visit (case_id);
create index visit_far on exchange.visit (at) where metres > 0;
grant select, insert on exchange.visit to sanaq_server;

-- A paper goes over to a colleague, with what is keyed. `second`: of its second keying.
-- reason: 1 on leave or ill, 2 no longer employed, 3 given other work.
create table casework.paper_takeover (
  case_id uuid not null references casework.paper_form (case_id),
  at timestamptz not null,
  second boolean not null,
  before text not null,
  after text not null,
  reason smallint not null check (reason between 1 and 3),
  check (before <> after)
);
create index on casework.paper_takeover (case_id);
grant select, insert on casework.paper_takeover to sanaq_server;
