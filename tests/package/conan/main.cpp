// What the packages of the central indexes are tested with: a program that needs every dependency to link.

#if __has_include(<ecr/emulator.hpp>)
#include "../programs/emulated.cpp"
#else
#include "../programs/client.cpp"
#endif
