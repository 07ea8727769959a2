package learnc.lessons.render.press;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Follows every link of the lessons, as far as that goes without a network.
final class Links {

    private static final Pattern LESSON = Pattern.compile("(?<lesson>\\d\\d-[a-z0-9-]+)\\.html(?:#(?<place>.+))?");

    private final Map<String, Document> pages;
    private final List<String> complaints = new ArrayList<>();

    private Links(Map<String, Document> pages) {
        this.pages = pages;
    }

    /// The links that lead nowhere, in words.
    ///
    /// @param pages the HTML of each lesson, by its folder
    static List<String> complaints(Map<String, String> pages) {
        var parsed = new TreeMap<String, Document>();
        pages.forEach((folder, html) -> parsed.put(folder, Jsoup.parseBodyFragment(html)));
        var links = new Links(parsed);
        parsed.forEach(links::follow);
        return links.complaints;
    }

    private void follow(String folder, Document page) {
        for (Element link : page.select("a:not([href]):not([id])")) {
            complaints.add(folder + ": the link " + link.text() + " has an address that no page may have");
        }
        for (Element link : page.select("a[href]")) {
            String address = link.attr("href");
            String fault = fault(page, address);
            if (fault != null) {
                complaints.add(folder + ": the link " + address + " (" + link.text() + ") " + fault);
            }
        }
    }

    private String fault(Document page, String address) {
        if (address.startsWith("#")) {
            return has(page, address.substring(1)) ? null : "leads to no place on the page";
        }
        Matcher lesson = LESSON.matcher(address);
        if (lesson.matches()) {
            return faultOfLesson(lesson.group("lesson"), lesson.group("place"));
        }
        return address.matches("https?://.*") ? faultOfForm(address) : "leads neither to a place on the page, nor to a lesson, nor into the web";
    }

    private String faultOfLesson(String folder, String place) {
        Document other = pages.get(folder);
        return other == null ? "leads to a lesson that does not exist" : place == null || has(other, place) ? null : "leads to no place in that lesson";
    }

    private static String faultOfForm(String address) {
        try {
            return new URI(address).getHost() == null ? "has no host" : null;
        } catch (URISyntaxException malformed) {
            return "is malformed: " + malformed.getReason();
        }
    }

    private static boolean has(Document page, String id) {
        return page.getElementById(id) != null;
    }
}
