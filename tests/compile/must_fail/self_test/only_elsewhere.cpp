// expect: undeclared
// only: ^Other 1$
int used() {
    return 0;
}
