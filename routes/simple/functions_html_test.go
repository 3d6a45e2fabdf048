package simple

import "testing"

// The functions of camel-jsoup, which the recorded cases cannot hold: they follow jsoup's documentation.
func TestFunctionsHTML(t *testing.T) {
	page := `<html><head><title>Cats</title><style>b{}</style></head><body><h1>Two  cats</h1><p onclick="x()">Tom &amp; <b>Kit</b><br>end</p>
<script>alert(1)</script><a href="https://x.y/z">link</a> <a href="javascript:alert(1)">bad</a><div>in <i>div</i></div><!-- no --></body></html>`
	check(t, on(sample, page), []row{
		{"${htmlDecode()}", "Cats Two cats Tom & Kit end link bad in div", nil},
		{"${htmlClean()}", "Two  cats\n<p>Tom &amp; <b>Kit</b><br>end</p>\n" + `<a href="https://x.y/z" rel="nofollow">link</a> <a rel="nofollow">bad</a>in <i>div</i>`, nil},
		{"${htmlDecode(<p>a</p><p>b</p>)}", "a b", nil},
		{"${htmlClean(a < b)}", "a &lt; b", nil},
		{"${htmlParse(<p>a)}", "<html><head></head><body><p>a</p></body></html>", nil},
		{"${htmlDecode(${header.missing})}", nil, nil},
	}...)
	check(t, on(sample, nil), row{"${htmlDecode()}", nil, nil})
}
