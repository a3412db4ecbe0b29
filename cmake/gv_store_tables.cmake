# gv_store_tables(OUT): writes a source with the statements that read and load every table of
# db/tables.txt, page by page in the order of its key, and sets OUT to its path. A changed list
# configures again.
function(gv_store_tables out)
  set(list ${PROJECT_SOURCE_DIR}/db/tables.txt)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
  file(STRINGS ${list} lines REGEX "^[a-z]")
  set(constants "")
  set(rows "")
  set(count 0)
  foreach(line IN LISTS lines)
    string(REPLACE ";" "&" line "${line}")
    if(NOT line MATCHES "^([a-z0-9_]+)( [ap]+)? \\| ([^|&]+)[^|]*\\| ([^|]+)")
      message(FATAL_ERROR "${list}: cannot be read: ${line}")
    endif()
    set(name ${CMAKE_MATCH_1})
    set(flags "${CMAKE_MATCH_2}")
    string(STRIP "${CMAKE_MATCH_3}" keys)
    string(STRIP "${CMAKE_MATCH_4}" columns)
    string(REPLACE ", " ";" keys "${keys}")
    string(REPLACE ", " ";" columns "${columns}")

    # A bulk load whose first column is account_id takes it from the transaction, which is not meant
    # for tables that all accounts share.
    if(NOT flags MATCHES "a" AND columns MATCHES "^account_id;")
      list(POP_FRONT columns first)
      list(APPEND columns ${first})
    endif()
    list(TRANSFORM keys REPLACE "^a$" account_id)

    set(names "")
    set(types "")
    foreach(column IN LISTS columns)
      string(REGEX MATCH "^([a-z0-9_]+)\\??( ([A-Z]))?$" ignored "${column}")
      list(APPEND names ${CMAKE_MATCH_1})
      if(CMAKE_MATCH_3)
        string(APPEND types ${CMAKE_MATCH_3})
      else()
        string(APPEND types T)
      endif()
    endforeach()

    # Of the rows of one account the key is what is left of it; a table of one row each has none.
    set(where "")
    set(loaded ${names})
    set(of_account false)
    set(parameters 1)
    if(flags MATCHES "a")
      set(where " WHERE account_id = $1")
      list(PREPEND loaded account_id)
      set(of_account true)
      set(parameters 2)
      list(REMOVE_ITEM keys account_id)
    endif()
    set(monthly false)
    if(flags MATCHES "p")
      set(monthly true)
    endif()

    set(order "")
    set(places "")
    set(placeholders "")
    foreach(key IN LISTS keys)
      list(FIND names ${key} place)
      if(place EQUAL -1)
        message(FATAL_ERROR "${list}: ${name}: no such column: ${key}")
      endif()
      math(EXPR parameters "${parameters} + 1")
      list(APPEND places ${place})
      list(APPEND order ${key})
      list(APPEND placeholders $${parameters})
    endforeach()
    list(JOIN names ", " selected)
    list(JOIN loaded "\", \"" loaded)
    list(JOIN places ", " places)
    set(limit "$1")
    if(of_account)
      set(limit "$2")
    endif()
    set(after "")
    set(tail "")
    if(order)
      list(JOIN order ", " order)
      list(JOIN placeholders ", " placeholders)
      set(conjunction " WHERE")
      if(of_account)
        set(conjunction " AND")
      endif()
      set(after "${conjunction} (${order}) > (${placeholders})")
      set(tail " ORDER BY ${order}")
    else()
      # Nothing follows the only row.
      set(after " AND account_id > $1")
    endif()
    set(from "SELECT ${selected} FROM ${name}${where}")
    string(APPEND constants
      "const sql::Statement kFirst${count}{\"copy.first.${name}\",\n"
      "    \"${from}${tail} LIMIT ${limit}\"};\n"
      "const sql::Statement kNext${count}{\"copy.next.${name}\",\n"
      "    \"${from}${after}${tail} LIMIT ${limit}\"};\n"
      "const sql::Bulk kLoad${count}{\"copy.load.${name}\", \"${name}\", {\"${loaded}\"}};\n")
    string(APPEND rows "      {\"${name}\", \"${types}\", ${of_account}, ${monthly}, {${places}}, "
                       "kFirst${count}, kNext${count}, kLoad${count}},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/store_tables.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"#include \"adapters/store/store_tables.h\"

namespace gv::store {
namespace {

${constants}
}  // namespace

std::span<const StoreTable> store_tables() {
  static const std::vector<StoreTable> tables{
${rows}  };
  return tables;
}

}  // namespace gv::store
")
  set(${out} ${source} PARENT_SCOPE)
endfunction()
