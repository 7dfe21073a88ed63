-- The roles of the platform. Runs before the migrations at every start and changes nothing when they exist: roles
-- belong to the whole cluster, so another database may have made them. What a role may touch is granted beside the
-- tables, in the migrations.
--
-- sanaq_server      the collection server: cases, drafts, staff
-- sanaq_processing  freezing and tabulation: closed cases without identities
-- sanaq_portal      the public portal: schema `release` only
do $$
declare
  wanted text;
begin
  foreach wanted in array array['sanaq_server', 'sanaq_processing', 'sanaq_portal'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I login nosuperuser nocreatedb nocreaterole', wanted);
      exception when duplicate_object or unique_violation then
        null;  -- another server made it in the same moment
      end;
    end if;
  end loop;
end
$$;
