import os
import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir
from conan.tools.scm import Version

required_conan_version = ">=2.0"


class EcrConan(ConanFile):
    name = "ecr"
    description = "C++20 coroutine client for Amazon Elastic Container Registry"
    license = "BSL-1.0"
    topics = ("aws", "ecr", "containers", "registry", "asio", "coroutines", "header-only")

    settings = "os", "arch", "compiler", "build_type"
    options = {"header_only": [True, False]}
    default_options = {"header_only": False}

    exports_sources = "CMakeLists.txt", "LICENSE", "include/*"
    test_package_folder = "tests/package/conan"

    def set_version(self):
        header = load(self, os.path.join(self.recipe_folder, "include", "ecr", "version.hpp"))
        self.version = re.search(r'ECR_VERSION_STRING "([^"]+)"', header).group(1)

    def configure(self):
        self.package_type = "header-library" if self.options.header_only else "static-library"

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        self.requires("boost/[>=1.81 <2]", transitive_headers=True, transitive_libs=True)
        self.requires("openssl/[>=3 <4]", transitive_headers=True, transitive_libs=True)

    def package_id(self):
        if self.info.options.header_only:
            self.info.clear()

    def validate(self):
        check_min_cppstd(self, 20)
        oldest = {"gcc": "12", "clang": "14"}.get(str(self.settings.compiler))
        if oldest and Version(self.settings.compiler.version) < oldest:
            raise ConanInvalidConfiguration(f"{self.ref} needs {self.settings.compiler} {oldest} or later")
        boost = self.dependencies["boost"].options
        if boost.get_safe("header_only") or boost.get_safe("without_json"):
            raise ConanInvalidConfiguration(f"{self.ref} needs boost with its JSON library")

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["ECR_BUILD_TESTS"] = False
        toolchain.cache_variables["ECR_BUILD_EXAMPLES"] = False
        toolchain.cache_variables["ECR_INSTALL"] = True
        toolchain.cache_variables["ECR_INSTALL_COMPILED"] = not self.options.header_only
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        rmdir(self, os.path.join(self.package_folder, "share"))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "ecr")
        # Of the components together, which would have the name of the first of them.
        self.cpp_info.set_property("cmake_target_name", "ecr::all")

        client = self.cpp_info.components["client"]
        client.set_property("cmake_target_name", "ecr::ecr")
        client.set_property("pkg_config_name", "ecr")
        client.requires = ["boost::headers", "boost::json", "openssl::ssl", "openssl::crypto"]
        client.bindirs = []
        client.libdirs = []
        if self.settings.os in ("Linux", "FreeBSD"):
            client.system_libs = ["pthread"]

        if self.options.header_only:
            return
        compiled = self.cpp_info.components["compiled"]
        compiled.set_property("cmake_target_name", "ecr::compiled")
        compiled.defines = ["ECR_SEPARATE_COMPILATION"]
        compiled.libs = ["ecr"]
        compiled.requires = ["client"]

        emulator = self.cpp_info.components["emulator"]
        emulator.set_property("cmake_target_name", "ecr::emulator")
        emulator.libs = ["ecr_emulator"]
        emulator.requires = ["compiled"]
