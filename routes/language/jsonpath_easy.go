package language

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Jayway's options that count here.
const (
	suppress   = "SUPPRESS_EXCEPTIONS"
	alwaysList = "ALWAYS_RETURN_LIST"
	leafToNull = "DEFAULT_PATH_LEAF_TO_NULL"
)

// jsonpathOptions reads names with commas between.
func jsonpathOptions(text string) (map[string]bool, error) {
	options := map[string]bool{}
	for name := range strings.SplitSeq(text, ",") {
		switch name = strings.TrimSpace(name); name {
		case "":
		case suppress, alwaysList, leafToNull:
			options[name] = true
		default:
			return nil, &components.SyntaxError{Msg: fmt.Sprintf("option %q is not known", name), Hint: "known are " + suppress + ", " + alwaysList + ", " + leafToNull}
		}
	}
	return options, nil
}

// easy is store.book.price < 10: a path without its $, an operator and what it is compared with.
var easy = regexp.MustCompile(`^\s*([\w-]+(?:\.[\w-]+)*)\s+(==|!=|<=|>=|<|>|=~|in|nin|subsetof|anyof|noneof|size|empty|contains)\s+(.+?)\s*$`)

// easyPredicate makes a path of a comparison that begins with the name of a field, as Camel does.
func easyPredicate(text string) string {
	m := easy.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	way, field := "$..*", m[1]
	if i := strings.LastIndexByte(field, '.'); i >= 0 {
		way, field = "$."+field[:i], field[i+1:]
	}
	return fmt.Sprintf("%s[?(@.%s %s %s)]", way, field, m[2], m[3])
}
