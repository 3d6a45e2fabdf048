package components

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

// classesText has an exception class a line, with the class that it extends; java.lang.Throwable extends none. They are the
// JDK's, Camel's, and those of the libraries that Camel's components stand on.
//
//go:embed classes.tsv
var classesText string

// parents are the exception classes that routes may meet or name, each with the class it extends: onException and doCatch
// match a class and all that extend it. A class that is not here counts as an Exception of its own.
var parents = sync.OnceValue(func() map[string]string {
	all := make(map[string]string, 1000)
	for line := range strings.Lines(classesText) {
		class, parent, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		all[class] = parent
	}
	return all
})

const throwable = "java.lang.Throwable"

// ExceptionDistance answers how many steps up from class its ancestor stands: 0 for the class itself, -1 where it is none
// of its ancestors.
func ExceptionDistance(class, ancestor string) int {
	for distance := 0; ; distance++ {
		if class == ancestor {
			return distance
		}
		if class == throwable {
			return -1
		}
		parent, known := parents()[class]
		if !known {
			parent = "java.lang.Exception"
		}
		class = parent
	}
}

// KnownException tells whether class is an exception that the table knows.
func KnownException(class string) bool {
	_, ok := parents()[class]
	return ok
}

// NearestException answers the class that is most like a misspelt one, or that has its simple name in another package; "" for none.
func NearestException(class string) string {
	all := slices.Sorted(maps.Keys(parents()))
	simple := class[strings.LastIndexByte(class, '.'):]
	if i := slices.IndexFunc(all, func(known string) bool { return strings.HasSuffix(known, simple) }); i >= 0 {
		return all[i]
	}
	for _, known := range all {
		if editDistance(class, known) <= 2 {
			return known
		}
	}
	return ""
}
