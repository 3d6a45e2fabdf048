package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

// oldestJava is what Camel 4.22 asks for.
const oldestJava = 21

// findCamel builds the Maven project in camel/, once for each state of its sources, under the user's cache folder.
func findCamel() (contender, error) {
	java, err := findJava()
	if err != nil {
		return contender{}, err
	}
	sources := filepath.Dir(filepath.Dir(route("start.yaml"))) + "/camel"
	cache, err := os.UserCacheDir()
	if err != nil {
		return contender{}, err
	}
	target := filepath.Join(cache, "dromedary-bench", stamp(sources))
	if _, err := os.Stat(filepath.Join(target, "lib")); err != nil {
		fmt.Println("building Camel with Maven, once ...")
		build := exec.Command("mvn", "-q", "-B", "-DskipTests", "-DbuildDirectory="+target, "package")
		build.Dir, build.Env = sources, append(os.Environ(), "JAVA_HOME="+java)
		if out, err := build.CombinedOutput(); err != nil {
			_ = os.RemoveAll(target)
			return contender{}, fmt.Errorf("building Camel: %w\n%s", err, out)
		}
	}
	return contender{
		name: "Camel",
		command: func(file string, properties ...string) []string {
			classes := filepath.Join(target, "classes") + ":" + filepath.Join(target, "lib") + "/*"
			return append([]string{filepath.Join(java, "bin", "java"), "-cp", classes, "bench.RunRoutes", file}, properties...)
		},
		port: func(port string) []string { return []string{"camel.server.enabled=true", "camel.server.port=" + port} },
	}, nil
}

// stamp tells states of the Maven project apart.
func stamp(dir string) string {
	sum := sha256.New()
	_ = filepath.WalkDir(dir, func(path string, _ os.DirEntry, _ error) error {
		b, _ := os.ReadFile(path) // nothing for a folder
		sum.Write(b)
		return nil
	})
	return fmt.Sprintf("%x", sum.Sum(nil)[:6])
}

var versionInRelease = regexp.MustCompile(`JAVA_VERSION="(\d+)`)

// findJava answers the home of the newest JDK: JAVA_HOME or what lies under /usr/lib/jvm.
func findJava() (string, error) {
	homes, _ := filepath.Glob("/usr/lib/jvm/*")
	best, newest := "", 0
	for _, home := range append([]string{os.Getenv("JAVA_HOME")}, homes...) {
		release, err := os.ReadFile(filepath.Join(home, "release"))
		if err != nil {
			continue
		}
		if _, err := os.Stat(filepath.Join(home, "bin", "javac")); err != nil {
			continue
		}
		found := versionInRelease.FindSubmatch(release)
		if found == nil {
			continue
		}
		if version, _ := strconv.Atoi(string(found[1])); version > newest {
			best, newest = home, version
		}
	}
	if newest < oldestJava {
		return "", errors.New("Camel needs a JDK of 21 or newer: set JAVA_HOME, or install one under /usr/lib/jvm")
	}
	return best, nil
}
