package io.orgauth.examples.server;

import io.orgauth.testing.Requirement;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser with an empty profile; tests that need one are skipped where there is none. Not thread-safe. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final Path profile;
    private final ChromeDriver driver;

    private Chromium(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Its own name for our certificates is "insecure", and the browser goes on to treat the pages as secure ones. */
    static Chromium start() {
        Path browser = BROWSERS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> Requirement.absent("no Chromium: apt-get install chromium chromium-driver"));
        Path driver = Requirement.file(DRIVER);
        Path profile = newProfile();
        ChromeOptions options = new ChromeOptions()
                .setBinary(browser.toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--lang=en",
                        "--user-data-dir=" + profile);
        options.setAcceptInsecureCerts(true);
        ChromeDriverService service = ChromeDriverService.createDefaultService();
        service.setExecutable(driver.toString()); // else it looks for one in the network
        ChromeDriver started = new ChromeDriver(service, options);
        started.manage().timeouts().implicitlyWait(PATIENCE);
        return new Chromium(profile, started);
    }

    private static Path newProfile() {
        try {
            return Files.createTempDirectory("orgauth-chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a cookie of this site. */
    void forget(String url) {
        driver.get(url);
        driver.manage().deleteAllCookies();
    }

    void open(String url) {
        driver.get(url);
    }

    void back() {
        driver.navigate().back();
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** A tab beside those there are, which is the current one from now on. */
    String newTab() {
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        return before;
    }

    /** The current tab is closed, and this one is the current one. */
    void closeTab(String next) {
        driver.close();
        driver.switchTo().window(next);
    }

    void toTab(String tab) {
        driver.switchTo().window(tab);
    }

    String tab() {
        return driver.getWindowHandle();
    }

    void type(String id, String text) {
        WebElement field = driver.findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    void click(String id) {
        driver.findElement(By.id(id)).click();
    }

    /** Waits until there is such an element. */
    String text(String id) {
        return driver.findElement(By.id(id)).getText();
    }

    /** Waits until an element says something. */
    String filled(String id) {
        return driver.findElement(By.xpath("//*[@id='" + id + "' and string-length(normalize-space()) > 0]"))
                .getText();
    }

    /** What the browser shows of a JSON document, or the sentence of ours that came instead. */
    String json() {
        return driver.findElement(By.cssSelector("pre, #failure, #problem")).getText();
    }

    String title() {
        return driver.getTitle();
    }

    URI url() {
        return URI.create(driver.getCurrentUrl());
    }

    Set<Cookie> cookies() {
        return driver.manage().getCookies();
    }

    String cookie(String name) {
        Cookie cookie = driver.manage().getCookieNamed(name);
        return cookie == null ? "" : cookie.getValue();
    }

    /** As somebody with the cookie from elsewhere would have it; for this host only, as its name demands. */
    void plant(Cookie cookie) {
        driver.manage().deleteCookieNamed(cookie.getName());
        driver.manage()
                .addCookie(new Cookie.Builder(cookie.getName(), cookie.getValue())
                        .path("/")
                        .isSecure(cookie.isSecure())
                        .isHttpOnly(true)
                        .build());
    }

    Cookie cookieNamed(String name) {
        return driver.manage().getCookieNamed(name);
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
