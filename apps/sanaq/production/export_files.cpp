#include "sanaq/production/export_files.h"

#include "microdata/codebook.h"
#include "microdata/csv_export.h"
#include "microdata/parquet_export.h"
#include "os/file_writer.h"
#include "os/files.h"

namespace sanaq {
namespace {

Result<Done> write_csv(const UnitTable& table, const std::string& path) {
  SANAQ_TRY(auto file, os::FileWriter::create(path, os::FileAccess::owner_only));
  SANAQ_TRY_DONE(file.write(csv_head(table)));
  for (std::uint32_t first = 0; first < table.row_count(); first += block_rows) {
    const auto last =
        static_cast<std::uint32_t>(std::min<std::size_t>(table.row_count(), first + block_rows));
    SANAQ_TRY(const std::string lines, csv_rows(table, first, last));
    SANAQ_TRY_DONE(file.write(lines));
  }
  return file.finish();
}

Result<Done> write_parquet(const UnitTable& table, const std::string& path) {
  SANAQ_TRY(auto file, os::FileWriter::create(path, os::FileAccess::owner_only));
  ParquetExport parquet(table);
  SANAQ_TRY_DONE(file.write(parquet.head()));
  for (std::size_t group = 0; group < parquet.group_count(); ++group) {
    SANAQ_TRY(const std::string bytes, parquet.group(group));
    SANAQ_TRY_DONE(file.write(bytes));
  }
  SANAQ_TRY_DONE(file.write(parquet.foot()));
  return file.finish();
}

Result<Done> export_unit(const UnitTable& table, const std::string& folder, const std::string& language) {
  const std::string name(name_of(table.unit()));
  const std::string path = folder + '/' + name;
  const auto access = os::FileAccess::owner_only;
  SANAQ_TRY_DONE(write_csv(table, path + ".csv"));
  SANAQ_TRY_DONE(write_parquet(table, path + ".parquet"));
  SANAQ_TRY_DONE(os::write_file(path + ".sps", spss_syntax(table, name + ".csv", language), access));
  return os::write_file(path + ".do", stata_do(table, name + ".csv", language), access);
}

}  // namespace

Result<Done> export_microdata(const Microdata& data, const std::string& folder, const std::string& language) {
  SANAQ_TRY_DONE(os::make_folder(folder, os::FileAccess::owner_only));
  for (const Unit unit : units)
    if (const UnitTable* table = data.table(unit)) SANAQ_TRY_DONE(export_unit(*table, folder, language));
  const std::string title = data.info().edition + ", " + std::to_string(data.info().revision);
  const CodebookHead head{Labels{{language, title}}, Labels{{language, "Sanaq"}}};
  return os::write_file(folder + "/codebook.xml", ddi_codebook(data, head), os::FileAccess::owner_only);
}

}  // namespace sanaq
