// Two versions of the library in one program: each does its own.

#include <iostream>
#include <string>

std::string earlier();
std::string later();

int main() {
    std::cout << earlier() << '\n' << later() << '\n';
}
