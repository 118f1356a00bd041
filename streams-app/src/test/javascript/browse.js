'use strict'
// Looks at the page of a running app through a real browser.
//
//   node browse.js test CHROMIUM URL FOLDER IMAGE TOKEN   what PageIT asks for, step by step; a line of JSON for each
//   node browse.js shots CHROMIUM URL FOLDER [IMAGE]      screenshots: two widths, light and dark

const fs = require('node:fs')
const path = require('node:path')
const { chromium } = require('playwright-core')

const [, , command, executablePath, url, folder, image, token] = process.argv
const WIDE = { width: 1280, height: 1010 }
const NARROW = { width: 390, height: 844 }
const LIMIT = 30_000
// A browser tells of each; the page shows what they mean.
const EXPECTED = /status of (401|422)/

function report (step, facts) {
  console.log(JSON.stringify({ step, ...facts }))
}

async function opened (browser, complaints) {
  const page = await browser.newPage({ viewport: WIDE })
  page.setDefaultTimeout(LIMIT)
  page.on('console', message => message.type() === 'error' && !EXPECTED.test(message.text()) && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(String(error)))
  await page.goto(url)
  if (token) {
    await page.locator('#token').fill(token)
    await page.keyboard.press('Enter')
  }
  await page.locator('#health[data-state=good]').waitFor()
  return page
}

/** As if a file were dragged from the desktop. */
async function drop (page, content) {
  const data = await page.evaluateHandle(base64 => {
    const transfer = new DataTransfer()
    const bytes = Uint8Array.from(atob(base64), one => one.charCodeAt(0))
    transfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }))
    return transfer
  }, content.toString('base64'))
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: data })
}

async function ask (page) {
  await drop(page, fs.readFileSync(image))
  const answer = page.locator('#answer .consultation')
  await answer.waitFor()
  report('asked', {
    said: await page.locator('#asking').textContent(),
    opinions: await answer.locator('.opinion .who').allTextContents()
  })
}

async function askInVain (page) {
  await drop(page, Buffer.from('no image'))
  await page.locator('#asking').filter({ hasText: 'content is not' }).waitFor()
  const letter = page.locator('#strip [data-outcome=DEAD_LETTER]').first()
  await letter.waitFor()
  report('buried', {
    mark: await letter.locator('.mark').textContent(),
    reason: await letter.locator('.reason').textContent()
  })
}

async function watchSwap (page) {
  const version = page.locator('#cards .card').first().locator('.version')
  report('watching', {
    version: await version.textContent(),
    consultations: await page.locator('#strip .consultation').count(),
    pictures: await page.locator('#strip img').count()
  })
  await page.locator('#cards .card .version').filter({ hasText: 'v2' }).waitFor()
  const rollout = page.locator('#trail .rollout[data-state=SERVING]').filter({ hasText: 'v2' }).first()
  await rollout.waitFor()
  report('swapped', {
    version: await version.textContent(),
    steps: await rollout.locator('.steps li span:first-child').allTextContents(),
    gate: await rollout.locator('.gate').textContent(),
    command: await rollout.locator('.command code').textContent()
  })
}

async function keyboard (page) {
  // Where nothing is: from there the first stop is the first of the page.
  await page.mouse.click(2, 2)
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => document.activeElement.textContent)
  await page.locator('#pause').focus()
  await page.keyboard.press('Space')
  report('keyboard', { first, paused: await page.locator('#pause').getAttribute('aria-pressed') })
  await page.keyboard.press('Space')
}

/** How far the page goes beyond each width, and what it looks like there. */
async function widths (page) {
  for (const [name, viewport] of [['wide', WIDE], ['narrow', NARROW]]) {
    await page.setViewportSize(viewport)
    const overflow = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth)
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), fullPage: true, animations: 'disabled' })
    }
    report(name, { overflow })
  }
}

async function main () {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync']
  })
  try {
    const complaints = []
    const page = await opened(browser, complaints)
    if (command === 'test') {
      await ask(page)
      await askInVain(page)
      await page.locator('#strip img').first().waitFor()
      await watchSwap(page)
      await keyboard(page)
    } else {
      if (image) {
        await ask(page)
      }
      await page.locator('#strip .consultation').nth(8).waitFor()
      await page.screenshot({ path: path.join(folder, 'page.png'), animations: 'disabled' })
    }
    await widths(page)
    report('end', { complaints })
  } finally {
    await browser.close()
  }
}

main().then(() => process.exit(0), error => {
  console.error(error)
  process.exit(1)
})
