#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "microdata/microdata.h"
#include "tabulation/table_pass.h"

namespace sanaq {

/// Runs parts 0 … count - 1 on several threads, each taking the next when it has done one. work: thread,
/// part. Errors: the first one; parts not begun are left out then.
Result<Done> run_parts(std::size_t count, std::size_t threads,
                       const std::function<Result<Done>(std::size_t, std::size_t)>& work);

/// Cores of this machine that may be used, at least 1.
std::size_t core_count();

/// What all slices of a pass count, on several threads. Errors: those of PassCounter::count.
Result<std::vector<std::vector<std::int64_t>>> count_slices(const TablePass& pass, std::size_t threads);

/// Counts many tables in one pass on several threads. Errors: those of TablePass.
Result<std::vector<TabulatedTable>> count_tables(const std::vector<TableSpec>& specs, const Microdata& data,
                                                 std::size_t threads);

/// Specifications of files, or of every .json file of a folder, in the order of their names. Errors: those of
/// reading and of parse_table_spec, detail begins with the file.
Result<std::vector<TableSpec>> read_table_specs(const std::vector<std::string>& paths);

}  // namespace sanaq
