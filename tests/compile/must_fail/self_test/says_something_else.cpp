// expect: the number is odd
int used() {
    return undeclared;
}
