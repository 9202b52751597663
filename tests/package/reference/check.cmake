# Passes when the API reference can be made from the headers without a warning, and has pages for what it should.
#   ROOT, OUTPUT   the repository and where the reference goes

find_program(DOXYGEN doxygen)
if(NOT DOXYGEN)
    message("skipped: doxygen is not installed")
    return()
endif()

file(READ ${ROOT}/tests/package/reference/Doxyfile settings)

# Makes the reference of `input` and leaves whether doxygen is content in `clean`.
function(check input)
    file(REMOVE_RECURSE ${OUTPUT})
    file(MAKE_DIRECTORY ${OUTPUT})
    file(WRITE ${OUTPUT}/Doxyfile "${settings}\nINPUT = ${input}\nOUTPUT_DIRECTORY = ${OUTPUT}\n")
    execute_process(COMMAND ${DOXYGEN} ${OUTPUT}/Doxyfile WORKING_DIRECTORY ${ROOT}
        RESULT_VARIABLE status OUTPUT_VARIABLE complaints ERROR_VARIABLE complaints)
    set(complaints "${complaints}" PARENT_SCOPE)
    set(clean FALSE PARENT_SCOPE)
    if(status EQUAL 0)
        set(clean TRUE PARENT_SCOPE)
    endif()
endfunction()

# A check that cannot fail proves nothing.
set(bad ${OUTPUT}.self_test)
file(WRITE ${bad}/bad.hpp "#pragma once\n\n/// Takes a number.\n/// \\param letter not what it is called\nvoid take(int number);\n")
check(${bad}/bad.hpp)
if(clean OR NOT complaints MATCHES "letter")
    message(FATAL_ERROR "a comment about a parameter that is none is accepted:\n${complaints}")
endif()

check("include tests/package/reference/main.md")
if(NOT clean)
    message(FATAL_ERROR "${complaints}")
endif()
foreach(page classecr_1_1client classecr_1_1operation structecr_1_1list__images__request list__images_8hpp)
    if(NOT EXISTS ${OUTPUT}/html/${page}.html)
        message(FATAL_ERROR "the reference has no page ${page}.html")
    endif()
endforeach()
file(GLOB stray ${OUTPUT}/html/*ecr_1_1detail_1_1*.html)
if(stray)
    message(FATAL_ERROR "the reference shows what is private: ${stray}")
endif()
file(GLOB pages ${OUTPUT}/html/*.html)
list(LENGTH pages count)
message("${count} pages")
