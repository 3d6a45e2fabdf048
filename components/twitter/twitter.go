// Package twitter is the component that searches X, once Twitter: it polls the recent search of X's API v2 and makes one
// exchange a post. The demo feed of package demo answers the same API inside the process.
package twitter

import (
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers twitter-search: URIs. Options that Camel's component has too keep their names; Camel's speaks the
// API v1.1, which X has turned off.
var Component = components.Of(components.Info{
	Scheme: "twitter-search",
	Title:  "Searches X (Twitter) and makes an exchange of every post that is found.",
	Syntax: "twitter-search:keywords",
}, build, stubCommand)

// Options of twitter-search: URIs.
type Options struct {
	Keywords      string `camel:"keywords,path,required" doc:"What to search for, in X's query language: words, OR, quotes, has:images, lang:en, -is:retweet. A ? is written %3F and a % is written %25."`
	BearerToken   string `camel:"bearerToken,secret" doc:"Token of the app at X. Without it the environment variable X_BEARER_TOKEN or TWITTER_BEARER_TOKEN is taken. The demo feed needs none."`
	BaseURL       string `camel:"baseUrl" default:"https://api.x.com" doc:"Where the API is. With demo: it is the demo feed in this process, with options as in demo:?rate=30/min,seed=7."`
	Count         int    `camel:"count" doc:"Posts a page, 10 to 100; what is outside is moved there. The default is 10, and 100 with the demo feed."`
	NumberOfPages int    `camel:"numberOfPages" default:"1" doc:"Most pages that one poll fetches, 1 to 100. Posts on further pages are left out."`
	Lang          string `camel:"lang" doc:"Language of the posts as a code such as en. It adds lang:en to the query."`
	SinceID       string `camel:"sinceId" doc:"Id of the last post that is not wanted, for a first poll. 1, which is Camel's default, means none."`
	SortByID      bool   `camel:"sortById" default:"true" doc:"Makes exchanges of the oldest posts first. Otherwise the order is X's, newest first."`
	FilterOld     bool   `camel:"filterOld" default:"true" doc:"Leaves out posts that were found before. With false each poll finds all posts since sinceId, or of the time of backfill."`
	Authors       bool   `camel:"authors" default:"true" doc:"Asks for the authors. X charges extra for them; with false a post's author is null."`
	FieldsParam   string `camel:"fieldsParam" default:"auto" enum:"auto,post.fields,tweet.fields" doc:"Which of X's two vocabularies requests are written in. With auto the new one is tried first."`

	InitialDelay time.Duration `camel:"initialDelay" default:"1s" doc:"Time before the first poll."`
	Delay        time.Duration `camel:"delay" default:"60s" doc:"Time from the end of one poll to the next, at least 100ms."`
	Greedy       bool          `camel:"greedy" default:"false" doc:"Polls again at once after a poll that found something."`
	RepeatCount  int64         `camel:"repeatCount" default:"0" doc:"Number of polls after which the source ends. With 0 it never does."`
	Idle         bool          `camel:"sendEmptyMessageWhenIdle" default:"false" doc:"Makes an exchange without a body after a poll that found nothing."`
	Backfill     time.Duration `camel:"backfill" default:"5m" doc:"How far back the first poll looks, at most 6 days."`
	Timeout      time.Duration `camel:"timeout" default:"20s" doc:"Longest time that one request may take."`

	MaxItemsPerDay int64  `camel:"maxItemsPerDay" default:"100" doc:"Posts that may be fetched in one day (UTC), because X charges for each. Polling then stops until the day ends. With 0 there is no limit. The demo feed is free."`
	CursorStore    string `camel:"cursorStore" doc:"File or folder that keeps where the search has got to, or none. The default is the folder .dromedary, and none with the demo feed."`
}
