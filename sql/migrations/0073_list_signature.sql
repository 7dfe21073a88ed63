-- Signatures under lists that were sent: 1 a CMS of the organisation over the content of the list, 2 and 3 a scan of
-- the signed print (PDF, JPEG). `sealed` holds the bytes, `signer` the name in the certificate, sealed too.
create table institution.list_signature (
  place uuid not null,
  number int not null,
  kind smallint not null check (kind between 1 and 3),
  sealed bytea not null,
  signer bytea,
  brought_by text not null,
  at timestamptz not null,
  primary key (place, number),
  foreign key (place, number) references institution.list_version
);
alter table institution.list_signature alter column sealed set storage external;
grant select, insert, update on institution.list_signature to sanaq_server;
