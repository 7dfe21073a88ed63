-- Texts of answers that no machine could code, each once, and what clerks said they mean. No case, no person and no
-- place stands beside them. code: empty while open; `-`: means nothing that has a code.
create schema coding;
create table coding.text (
  topic text not null check (length(topic) between 1 and 40),
  folded text not null check (length(folded) between 1 and 1000),
  shown text not null check (length(shown) between 1 and 1000),
  answers int8 not null check (answers > 0),
  code text check (length(code) between 1 and 11),
  decided_at timestamptz,
  primary key (topic, folded),
  check ((code is null) = (decided_at is null))
);
create index on coding.text (topic, answers desc) where code is null;

-- One word of one clerk; it stands for ever, so a later look at who said what needs nothing else.
create table coding.opinion (
  topic text not null,
  folded text not null,
  clerk text not null,
  code text not null check (length(code) between 1 and 11),
  at timestamptz not null,
  primary key (topic, folded, clerk),
  foreign key (topic, folded) references coding.text
);

grant usage on schema coding to sanaq_server, sanaq_processing;
grant select, insert on coding.text to sanaq_processing;
grant update (answers, shown) on coding.text to sanaq_processing;
grant select on coding.text to sanaq_server;
grant update (code, decided_at) on coding.text to sanaq_server;
grant select, insert on coding.opinion to sanaq_server;
