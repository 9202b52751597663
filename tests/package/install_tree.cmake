# Passes when the installed files are the headers of the repository and what is expected beside them, and when none of
# them says where it was made.
#   ROOT, INSTALLED   the repository and the prefix
#   PATHS             what no file may mention

set(expected
    share/cmake/ecr/ecr-config-version.cmake
    share/cmake/ecr/ecr-config.cmake
    share/cmake/ecr/ecr-targets.cmake
    share/licenses/ecr/LICENSE
    share/pkgconfig/ecr.pc)
file(GLOB_RECURSE headers RELATIVE ${ROOT} ${ROOT}/include/*)
list(LENGTH headers count)
if(count LESS 100)
    message(FATAL_ERROR "only ${count} headers in ${ROOT}")
endif()
list(APPEND expected ${headers})

file(GLOB_RECURSE installed RELATIVE ${INSTALLED} ${INSTALLED}/*)
set(missing ${expected})
list(REMOVE_ITEM missing ${installed})
set(unexpected ${installed})
list(REMOVE_ITEM unexpected ${expected})
if(missing OR unexpected)
    message(FATAL_ERROR "missing: ${missing}\nunexpected: ${unexpected}")
endif()

foreach(file ${installed})
    file(READ ${INSTALLED}/${file} text)
    foreach(path ${PATHS})
        string(FIND "${text}" "${path}" at)
        if(NOT at EQUAL -1)
            message(FATAL_ERROR "${file} mentions ${path}")
        endif()
    endforeach()
endforeach()
message("${count} headers, and:")
foreach(file ${installed})
    if(NOT file MATCHES "^include/")
        message("  ${file}")
    endif()
endforeach()
