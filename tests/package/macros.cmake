# Passes when the headers leave no macro behind that is not named ECR_..., and neither take away nor change one of others.
#   COMPILER, FLAGS   how to preprocess
#   INCLUDE, WORK     the headers, and where to write

# What the library includes of others comes first; what only other platforms have is left out.
file(GLOB_RECURSE files ${INCLUDE}/*.hpp ${INCLUDE}/*.ipp)
set(others)
foreach(file ${files})
    file(STRINGS ${file} lines REGEX "^ *# *include <")
    list(APPEND others ${lines})
endforeach()
list(TRANSFORM others REPLACE "^ *# *include (<[^>]*>).*" "\\1")
list(REMOVE_DUPLICATES others)
list(FILTER others EXCLUDE REGEX "^<ecr[./]")
set(before "")
foreach(header ${others})
    string(APPEND before "#if __has_include(${header})\n#include ${header}\n#endif\n")
endforeach()
file(WRITE ${WORK}/before.cpp "${before}")
file(WRITE ${WORK}/after.cpp "${before}#include <ecr.hpp>\n#include <ecr/emulator.hpp>\n")

# The macros that are defined at the end of a source, one line for each.
function(macros_after name result)
    separate_arguments(flags UNIX_COMMAND "${FLAGS}")
    execute_process(COMMAND ${COMPILER} -std=c++20 ${flags} -I${INCLUDE} -dM -E ${WORK}/${name}.cpp -o ${WORK}/${name}.txt
        COMMAND_ERROR_IS_FATAL ANY)
    # Lists of CMake give brackets and semicolons a meaning.
    file(READ ${WORK}/${name}.txt text)
    string(REGEX REPLACE "[][;\\]" "!" text "${text}")
    string(REGEX MATCHALL "#define [^\n]*" lines "${text}")
    set(${result} "${lines}" PARENT_SCOPE)
endfunction()
macros_after(before old)
macros_after(after new)

set(gone ${old})
list(REMOVE_ITEM gone ${new})
set(left ${new})
list(REMOVE_ITEM left ${old})
set(ours ${left})
list(FILTER ours INCLUDE REGEX "^#define ECR_")
list(FILTER left EXCLUDE REGEX "^#define ECR_")
list(LENGTH ours count)
if(count LESS 10)
    message(FATAL_ERROR "the headers define only ${count} macros: they were not read")
endif()
if(gone OR left)
    message(FATAL_ERROR "left behind or changed: ${left}\ntaken away or changed: ${gone}")
endif()
message(STATUS "${count} macros, all named ECR_...")
