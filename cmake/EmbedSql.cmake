# SQL lives in sql/, one query a file; tools/embed_sql.py makes headers of it. Include them with angle brackets:
#   sanaq_embed_sql(TARGET sanaq_store ROOMS casework frame)  ->  #include <sanaq_sql/casework.h>
#   sanaq_embed_migrations(TARGET sanaq_pg)                   ->  #include <sanaq_sql/migrations.h>
# A new, changed or removed .sql file is noticed by the next build. Several targets may name the same room.
# Once a folder, not once at all: what find_package and set() give is known in its folder only.
include_guard(DIRECTORY)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(SANAQ_SQL_INCLUDE ${CMAKE_BINARY_DIR}/generated)
set(SANAQ_SQL_OUT ${SANAQ_SQL_INCLUDE}/sanaq_sql)

function(sanaq_sql_header name)
  cmake_parse_arguments(A "" "" "ARGUMENTS;SOURCES" ${ARGN})
  if(TARGET sanaq_sql_${name})
    return()
  endif()
  set(out ${SANAQ_SQL_OUT}/${name}.h)
  # The list of files is an input too, so that removing a file rebuilds the header.
  string(SHA256 listed "${A_SOURCES}")
  set(stamp ${CMAKE_BINARY_DIR}/generated/${name}.files)
  if(EXISTS ${stamp})
    file(READ ${stamp} before)
  endif()
  if(NOT "${before}" STREQUAL "${listed}")
    file(WRITE ${stamp} "${listed}")
  endif()
  add_custom_command(OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_sql.py ${A_ARGUMENTS} ${out}
    COMMAND ${CMAKE_COMMAND} -E touch ${out}
    DEPENDS ${A_SOURCES} ${stamp} ${CMAKE_SOURCE_DIR}/tools/embed_sql.py
    COMMENT "SQL of ${name}" VERBATIM)
  add_custom_target(sanaq_sql_${name} DEPENDS ${out})
endfunction()

function(sanaq_sql_use target name)
  get_target_property(kind ${target} TYPE)
  set(scope PUBLIC)
  if(kind STREQUAL "INTERFACE_LIBRARY")
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} ${SANAQ_SQL_INCLUDE})
  add_dependencies(${target} sanaq_sql_${name})
endfunction()

function(sanaq_embed_sql)
  cmake_parse_arguments(A "" "TARGET" "ROOMS" ${ARGN})
  foreach(room IN LISTS A_ROOMS)
    set(folder ${CMAKE_SOURCE_DIR}/sql/queries/${room})
    file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
    sanaq_sql_header(${room} ARGUMENTS queries ${folder} SOURCES ${files})
    sanaq_sql_use(${A_TARGET} ${room})
  endforeach()
endfunction()

function(sanaq_embed_migrations)
  cmake_parse_arguments(A "" "TARGET" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/migrations/*.sql ${CMAKE_SOURCE_DIR}/sql/roles.sql)
  sanaq_sql_header(migrations SOURCES ${files}
    ARGUMENTS migrations ${CMAKE_SOURCE_DIR}/sql/migrations ${CMAKE_SOURCE_DIR}/sql/roles.sql)
  sanaq_sql_use(${A_TARGET} migrations)
endfunction()
