# sanaq_together(TARGET): with SANAQ_TOGETHER the target's files are compiled eight at a time, so that the headers they share
# are read once: the server from nothing took 134 s instead of 229 s (docs/benchmarks.md). The dev preset compiles each file alone: a
# change recompiles one file, and each file has to name what it needs.
# A file that opens a namespace for itself (`using namespace`) is always compiled alone: the files after it would see it too.
include_guard(GLOBAL)
option(SANAQ_TOGETHER "Compile the files of a room together" OFF)

function(sanaq_together target)
  if(NOT SANAQ_TOGETHER)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  get_target_property(sources ${target} SOURCES)
  get_target_property(folder ${target} SOURCE_DIR)
  foreach(source IN LISTS sources)
    get_filename_component(path ${source} ABSOLUTE BASE_DIR ${folder})
    file(STRINGS ${path} opens REGEX "^using namespace" LIMIT_COUNT 1)
    if(opens)
      set_source_files_properties(${path} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  endforeach()
endfunction()
