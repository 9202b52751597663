int used() {
    return undeclared;
}
