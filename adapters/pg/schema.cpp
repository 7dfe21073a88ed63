#include <sanaq_sql/migrations.h>

namespace sanaq::pg {

std::span<const Migration> schema_migrations() { return sql::migrations; }
std::string_view schema_roles() { return sql::roles; }

}  // namespace sanaq::pg
