-- Links an institution to an address of the frame (none: takes the link away); never a protected one.
-- params: id uuid, dwelling int8?, whole_building bool, sealed bytea
-- columns: none
update institution.place set dwelling = $2, whole_building = $3, sealed = $4 where id = $1 and not protected
