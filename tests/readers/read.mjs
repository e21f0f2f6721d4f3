// Paths of feeds in, what feedsmith reads in them out, as one JSON array.
import { readFileSync } from "node:fs";
import { parseFeed } from "feedsmith";

const page = (links) => links.find((link) => link.rel === "alternate" && link.type === "text/html")?.href;

const readings = {
  rss: (feed) => ({
    title: feed.title,
    page: feed.link,
    language: feed.language,
    items: (feed.items ?? []).map((item) => ({
      id: item.guid.value,
      title: item.title,
      link: item.link,
      date: item.pubDate,
      language: item.dc?.languages?.[0],
      author: item.dc?.creators?.[0],
      html: item.content?.encoded ?? item.description,
    })),
  }),
  atom: (feed) => ({
    title: feed.title.value,
    page: page(feed.links),
    language: feed.xml?.lang,
    items: (feed.entries ?? []).map((entry) => ({
      id: entry.id,
      title: entry.title.value,
      link: page(entry.links),
      date: entry.published,
      language: entry.xml?.lang,
      author: entry.authors?.[0].name,
      html: entry.content?.value,
    })),
  }),
  json: (feed) => ({
    title: feed.title,
    page: feed.home_page_url,
    language: feed.language,
    items: (feed.items ?? []).map((item) => ({
      id: item.id,
      title: item.title,
      link: item.url,
      date: item.date_published,
      language: item.language,
      author: item.authors?.[0].name,
      html: item.content_html,
    })),
  }),
};

const read = (path) => {
  const { format, feed } = parseFeed(readFileSync(path, "utf8"));
  return readings[format](feed);
};

console.log(JSON.stringify(process.argv.slice(2).map(read)));
