package groovy

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestThePageListsTheClasses compares the section Classes of docs/groovy.md with the classes that there are.
func TestThePageListsTheClasses(t *testing.T) {
	page, err := os.ReadFile("../../../docs/groovy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "\n## Classes\n")
	section, _, _ = strings.Cut(section, "\n## ")
	fillTables()
	listed := map[string]bool{}
	for _, group := range regexp.MustCompile("`([a-z]+(?:\\.[a-z]+)+\\.[A-Z][^`]*)`").FindAllStringSubmatch(section, -1) {
		names := strings.Fields(group[1])
		at := regexp.MustCompile(`[A-Z]`).FindStringIndex(names[0])[0]
		for i, n := range names {
			if i > 0 {
				n = names[0][:at] + n
			}
			listed[n] = true
			if _, ok := classes[n]; !ok {
				t.Errorf("the page lists %s, which is not there", n)
			}
		}
	}
	for n := range classes {
		if !listed[n] {
			t.Errorf("%s is not on the page", n)
		}
	}
}
