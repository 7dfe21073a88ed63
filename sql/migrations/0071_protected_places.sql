-- Who may see institutions whose address is hidden: given to an account by name, whatever its role.
alter table access.staff add column sees_protected boolean not null default false;
